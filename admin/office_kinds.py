"""What kinds of office are called; tables and addresses have them as codes."""

from __future__ import annotations

from participation.core.text import Sayable, t

KINDS: dict[str, Sayable] = {
    "adult-education-centre": t("adult education centre"), "anti-discrimination-office": t("anti-discrimination office"),
    "asylum-benefits-office": t("asylum benefits office"), "building-office": t("building office"),
    "chamber-of-crafts": t("chamber of crafts"), "citizens-office": t("citizens' office"),
    "citizenship-office": t("citizenship office"), "county": t("county"), "department": t("department"),
    "disability-office": t("disability office"), "district": t("district"), "driving-licence-office": t("driving licence office"),
    "employment-agency": t("employment agency"), "family-benefits-office": t("family benefits office"),
    "federal-authority": t("federal authority"), "federal-tax-office": t("federal tax office"), "fire-station": t("fire station"),
    "foreigners-office": t("foreigners' office"), "german-mission-abroad": t("German mission abroad"),
    "health-insurer": t("health insurer"), "health-office": t("health office"), "housing-office": t("housing office"),
    "insurance-office": t("insurance office"), "integration-centre": t("integration centre"),
    "integration-office": t("integration office"), "jobcenter": t("jobcentre"), "local-court": t("local court"),
    "lost-property-office": t("lost property office"), "municipality": t("municipality"),
    "naturalisation-office": t("naturalisation office"), "office": t("office"), "organisation": t("organisation"),
    "parental-allowance-office": t("parental allowance office"), "public-order-office": t("public order office"),
    "reception-centre": t("reception centre"), "recognition-advice": t("advice on recognition of qualifications"),
    "registry-office": t("registry office"), "school-office": t("school office"), "self-organisation": t("self-organisation"),
    "service-centre": t("service centre"), "social-welfare-office": t("social welfare office"),
    "state-authority": t("authority of the Land"), "student-aid-office": t("student aid office"), "tax-office": t("tax office"),
    "town-hall": t("town hall"), "trade-office": t("trade office"), "traffic-office": t("traffic office"),
    "vehicle-office": t("vehicle registration office"), "veterinary-office": t("veterinary office"),
    "welfare-organisation": t("welfare organisation"), "women-counselling": t("advice centre for women"),
    "youth-migration-service": t("youth migration service"), "youth-office": t("youth office"),
}  # fmt: skip


def office_kind(code: str) -> Sayable:
    """The words for a code; one that somebody made up is shown as it is."""
    return KINDS.get(code, code)

"""Why a process cannot belong to a town's department: the reasons in koos_facts.csv, in words to be translated."""

from __future__ import annotations

from participation.core.text import Told, told

WHY: tuple[Told, ...] = (
    told("child benefit is decided by the Familienkasse of the Federal Employment Agency"),
    told("child supplement is decided by the Familienkasse of the Federal Employment Agency"),
    told("basic income support is decided by the Jobcenter"),
    told("unemployment benefit and placement are with the employment agency"),
    told("asylum applications are decided by the Federal Office for Migration and Refugees (BAMF)"),
    told("admission to an integration course is with the Federal Office for Migration and Refugees (BAMF)"),
    told("the tax identification number comes from the Federal Central Tax Office"),
    told("pensions are decided by the pension insurance; a town may only take the form"),
    told("the broadcasting fee is with the Beitragsservice"),
    told("this LeiKa key means deregistering an address (Verrichtung 070); moving within the town is another service"),
)


def because(why: str) -> str:
    """The sentence for a reason of the table."""
    return next(said for said in WHY if said == why)

"""The survey that stories are about: every kind of question, one asked only of some."""

from __future__ import annotations

from participation.surveys.definition import Choice, Definition, Kind, Question, Skip

SURVEY = Definition(
    organisation="nour",
    code="arrive",
    title={"de": "Ankommen in Birkental", "en": "Arriving in Birkental", "ar": "الوصول إلى بيركنتال"},
    intro={
        "de": "Fünf Minuten für bessere Sprachkurse.",
        "en": "Five minutes for better language courses.",
        "ar": "خمس دقائق من أجل دورات لغة أفضل.",
    },
    languages=("de", "en", "ar"),
    questions=(
        Question(
            "course", Kind.ONE,
            {"de": "Besuchen Sie einen Deutschkurs?", "en": "Do you attend a German course?", "ar": "هل تحضر دورة ألمانية؟"},
            (
                Choice("yes", {"de": "Ja, zurzeit", "en": "Yes, at the moment", "ar": "نعم، حالياً"}),
                Choice("no", {"de": "Nein, nicht", "en": "No, I do not", "ar": "لا أحضر"}),
            ),
        ),
        Question(
            "reasons", Kind.SEVERAL,
            {"de": "Was hindert Sie?", "en": "What keeps you from it?", "ar": "ما الذي يمنعك؟"},
            (
                Choice("children", {"de": "Kinderbetreuung", "en": "Childcare", "ar": "رعاية الأطفال"}),
                Choice("bus", {"de": "Kein Bus", "en": "No bus", "ar": "لا توجد حافلة"}),
                Choice("wait", {"de": "Lange Warteliste", "en": "Long waiting list", "ar": "قائمة انتظار طويلة"}),
            ),
            only_if=Skip("course", ("no",)),
        ),
        Question(
            "welcome", Kind.SCALE,
            {"de": "Wie willkommen fühlen Sie sich?", "en": "How welcome do you feel?", "ar": "إلى أي حد تشعر بالترحيب؟"},
            low={"de": "gar nicht", "en": "not at all", "ar": "إطلاقاً"},
            high={"de": "sehr", "en": "very", "ar": "كثيراً"},
        ),
        Question(
            "wish", Kind.TEXT,
            {"de": "Was wünschen Sie sich?", "en": "What do you wish for?", "ar": "ماذا تتمنى؟"},
            optional=True,
        ),
    ),
)  # fmt: skip

# Nobody has been asked yet

> [What became of my answers]
< You have not taken part in a survey, and nothing has been decided about others yet.
  [Menu]


# Asked, decided, heard back
with: a survey

> /start s_arrive
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> 1
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 4
< What do you wish for?
  [Skip this question]

> nothing
< These are your answers:
< • Do you attend a German course? Yes, at the moment
  • How welcome do you feel? 4
  • What do you wish for? nothing
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Send]
< Shall I tell you here what becomes of the results?
  [Yes]  [No]

> yes
< Thank you! Your answers have been sent. Nobody can see that they are yours, not even we.
< You will hear from me when something has been decided.
  [Menu]

> [What became of my answers]
< You took part in these surveys. Which one?
  [Arriving in Birkental]  [Nothing more, thank you]

> 1
< The survey “Arriving in Birkental” is still open. Others can answer it until Monday, 7 December 2026, 10:00.
< I will write to you here when something is decided. Shall it stay like that?
  [Tell me here]  [Do not write to me about it]

> [Tell me here]
< I will write to you here when something is decided.
  [Menu]

-- the steering group decides
< News about the survey “Arriving in Birkental”, in which you took part:
< You said: Too few course places
< It was decided: a part of this is taken up.
< The reason: There is money for two courses.
< We do: Two evening courses
  Responsible: Adult education centre (Volkshochschule Birkental)
  This is planned.
  [What became of my answers]  [Menu]

> [What became of my answers]
< You took part in these surveys. Which one?
  [Arriving in Birkental]  [Nothing more, thank you]

> 1
< The survey “Arriving in Birkental” has ended, and its results are public.
< You said: Too few course places
< Many wait long for a language course.
< It was decided: a part of this is taken up.
< The reason: There is money for two courses.
< We do: Two evening courses
  Responsible: Adult education centre (Volkshochschule Birkental)
  This is planned.
< I will write to you here when something is decided. Shall it stay like that?
  [Tell me here]  [Do not write to me about it]

> [Do not write to me about it]
< I will not write to you about this survey. You can look here at any time.
  [Menu]


# What others said
with: a survey

-- the steering group decides

> [What became of my answers]
< You have not taken part in a survey. This is what others said, and what became of it:
< The survey “Arriving in Birkental” has ended, and its results are public.
< Others said: Too few course places
< Many wait long for a language course.
< It was decided: a part of this is taken up.
< The reason: There is money for two courses.
< We do: Two evening courses
  Responsible: Adult education centre (Volkshochschule Birkental)
  This is planned.
  [Menu]

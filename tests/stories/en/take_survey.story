# By the link of the association, to the end
with: a survey

> /start s_arrive
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> [Yes, at the moment]
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> [4]
< What do you wish for?
  [Skip this question]

> [Skip this question]
< These are your answers:
< • Do you attend a German course? Yes, at the moment
  • How welcome do you feel? 4
  • What do you wish for? (no answer)
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Send]
< Shall I tell you here what becomes of the results?
  [Yes]  [No]

> [Yes]
< Thank you! Your answers have been sent. Nobody can see that they are yours, not even we.
< You will hear from me when something has been decided.
  [Menu]

> /start s_arrive
< You have already taken part in this survey. Every person counts once.
  [Menu]


# From the menu, with a question only for some and a changed answer
with: a survey

> [Take part in a survey]
< These surveys are open. Which one would you like to answer?
  [Arriving in Birkental]  [Not now]

> 1
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> no, I do not
< What keeps you from it?
  [☐ Childcare]  [☐ No bus]  [☐ Long waiting list]  [Done]

> [Childcare]
< What keeps you from it?
  [☑ Childcare]  [☐ No bus]  [☐ Long waiting list]  [Done]

> [Long waiting list]
< What keeps you from it?
  [☑ Childcare]  [☐ No bus]  [☑ Long waiting list]  [Done]

> [Childcare]
< What keeps you from it?
  [☐ Childcare]  [☐ No bus]  [☑ Long waiting list]  [Done]

> [Done]
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 2
< What do you wish for?
  [Skip this question]

> more buses
< These are your answers:
< • Do you attend a German course? No, I do not
  • What keeps you from it? Long waiting list
  • How welcome do you feel? 2
  • What do you wish for? more buses
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Change an answer]
< Which answer? You then go through the questions after it again.
  [Do you attend a German course?]  [What keeps you from it?]  [How welcome do you feel?]
  [What do you wish for?]

> [How welcome do you feel?]
< Please answer again.
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 3
< What do you wish for?
  [Skip this question]

> nothing
< These are your answers:
< • Do you attend a German course? No, I do not
  • What keeps you from it? Long waiting list
  • How welcome do you feel? 3
  • What do you wish for? nothing
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Send]
< Shall I tell you here what becomes of the results?
  [Yes]  [No]

> no
< Thank you! Your answers have been sent. Nobody can see that they are yours, not even we.
  [Menu]


# Several numbers at once
with: a survey

> /start s_arrive
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> 2
< What keeps you from it?
  [☐ Childcare]  [☐ No bus]  [☐ Long waiting list]  [Done]

> 1, 3
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 5
< What do you wish for?
  [Skip this question]

> /back
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 1
< What do you wish for?
  [Skip this question]


# Left in the middle for another question, and resumed a day later
with: a survey

> /start s_arrive
< Survey: Arriving in Birkental
< It is asked by: Nour – women for women
< Five minutes for better language courses.
< Your answers are kept apart from you: nobody can find out who said what. Please write no names. /back goes back one question.
< Do you attend a German course?
  [Yes, at the moment]  [No, I do not]

> [Yes, at the moment]
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> [My appointments]
< You have no appointments.
  [Menu]

-- 1 day passes

> [Take part in a survey]
< We go on where you stopped.
< How welcome do you feel?
  1 = not at all, 5 = very
  [1]  [2]  [3]  [4]  [5]

> 4
< What do you wish for?
  [Skip this question]


# Not sent after all
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

> 1
< What do you wish for?
  [Skip this question]

> skip this question
< These are your answers:
< • Do you attend a German course? Yes, at the moment
  • How welcome do you feel? 1
  • What do you wish for? (no answer)
< Shall I send them?
  [Send]  [Change an answer]  [Do not send]

> [Do not send]
< Nothing was sent, and your answers are deleted.
  [Menu]


# Closed while somebody was still answering
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

-- the survey closes

> [Send]
< No survey is open at the moment.
< If you were just answering a survey: nothing was sent, and your answers are deleted.
  [Menu]


# None is open

> [Take part in a survey]
< No survey is open at the moment.
< If you were just answering a survey: nothing was sent, and your answers are deleted.
  [Menu]

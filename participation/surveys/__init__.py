"""Surveys: what is asked, who took part, and what was answered; the last two without a link."""

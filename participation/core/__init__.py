"""What every room stands on: database, clock, words, languages, refusals, messages owed."""

"""Times people are given: free times worked out from opening hours, held, booked, called, done."""

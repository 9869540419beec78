"""Front-office appointments: free times, seats claimed once, the day at the counter."""

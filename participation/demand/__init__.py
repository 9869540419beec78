"""What people ask for, and where: counts by week, without people."""

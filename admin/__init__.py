"""The pages of staff, planners and self-organisations."""

"""Wrong offices: where people were sent and it was not right."""

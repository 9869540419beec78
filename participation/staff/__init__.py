"""Who works with Lotse: accounts, roles, sign-in, and the record of what staff did."""

"""A resident's rights over what the office holds, and the end of it."""

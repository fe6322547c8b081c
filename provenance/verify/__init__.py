"""Looks up the quotations of a draft in the database: what is said there, and by whom. It writes nothing."""

"""Reads news articles and says who said what, and through whom we know it."""

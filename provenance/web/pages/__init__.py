"""What each page shows: one module a page, from an export's tables to a plain record. Templates and JSON show the same."""

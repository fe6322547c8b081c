"""What each page shows: one module a page, from an export's tables to a record that HTML and JSON show alike."""

"""Pages that stand alone: one HTML file without script, for reading, sending and printing."""

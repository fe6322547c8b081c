"""The trained detector: features, windows, the network's run and what its figures mean."""

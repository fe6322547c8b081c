"""Speed and memory, as ratios against a baseline in the same run; never a test, since machines are noisy."""

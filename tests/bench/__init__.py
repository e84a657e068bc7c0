"""``make bench``: what the site costs, as ratios measured in one interleaved run."""

"""Ways of looking at an analysis that several rules share."""

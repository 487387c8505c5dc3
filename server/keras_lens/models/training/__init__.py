"""What models are compiled with and given to learn from."""

"""Models of layers: Sequential, functional and ready-made ones, and what programs ask of them."""

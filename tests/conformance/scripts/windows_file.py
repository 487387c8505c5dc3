"""A file from Windows: a mark at the start, carriage returns, tabs."""

from keras import Sequential, layers

if True:
	model = Sequential([
		layers.Input((8, 8, 3)),	# äöü
		layers.Conv2D(4, 3),	layers.Flatten(),
	])
	for 𝔫 in (3, 2):
		model.add(layers.Dense(
			𝔫, name="🙂%d" % 𝔫)); model.add(layers.ReLU())

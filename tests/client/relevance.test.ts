/** Which Python files Keras Lens has anything to say about. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { mentionsKeras } from "../../client/src/relevance";

const relevant = [
  "import keras\n",
  "import tensorflow as tf\n",
  "from tensorflow.keras.layers import Dense\n",
  "from keras import layers\n",
  "def build():\n    from keras.models import Sequential\n",
  'keras = __import__("keras")',
  "model = build() # a Keras model\n",
];

const irrelevant = ["", "import torch\n", "import kerastuner\n", "my_keras_model = 1\n"];

for (const text of relevant) {
  test(`mentions Keras: ${JSON.stringify(text)}`, () => {
    assert.equal(mentionsKeras(text), true);
  });
}

for (const text of irrelevant) {
  test(`does not mention Keras: ${JSON.stringify(text)}`, () => {
    assert.equal(mentionsKeras(text), false);
  });
}

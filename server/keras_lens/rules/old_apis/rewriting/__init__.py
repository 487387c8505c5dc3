"""Old Keras is rewritten in today's terms: each call and import by itself, or all of a file."""

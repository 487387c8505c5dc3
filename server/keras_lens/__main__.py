"""`python -m keras_lens`: the command line."""

from keras_lens.cli import main

if __name__ == "__main__":
    main()

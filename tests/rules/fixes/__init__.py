"""Every kind of fix of every rule, applied to programs that real Keras then runs."""

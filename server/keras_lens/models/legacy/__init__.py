"""Keras 1 and 2 in the terms of the installed Keras: what was renamed, moved or removed.

The tables (`modules`, `names`, `arguments`, `methods`) are data; `paths` and `translation` read
them. Something is old only if the installed Keras does not have it.
"""

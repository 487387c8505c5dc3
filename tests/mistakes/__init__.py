"""Small programs, each with one mistake that people really ask about.

Each is written anew for this collection; the question that it comes from is named in its head
(`collection` says what stands in a program). `python -m tests.mistakes` prints them all.
"""

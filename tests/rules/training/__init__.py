"""Tests of the rules about training."""

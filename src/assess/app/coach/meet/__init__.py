"""Rate blind, reveal, compare and agree on a level."""

"""The process of a page's kernel: forked from a parent, or started anew where that can't be."""

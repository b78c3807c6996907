"""The kernel of a visit to `assess serve`: what of the page is the same for everybody, and forks.

parts    what every page begins with: the widgets' first state, their scripts and styles
hello    how a page that holds the parts learns what is different in its kernel
visit    one kernel: runs the notebook, serves its page, ends with its server
parent   holds the imports and forks a kernel for each visit
"""

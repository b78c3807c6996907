"""The process of a page's kernel: forked from a parent, or started anew where that can't be.

page_cache  what every page begins with: the widgets' first state, their scripts and styles
handshake   how a page that holds the parts learns what is different in its kernel
kernel      one kernel: runs the notebook, serves its page, ends with its server
parent      holds the imports and forks a kernel for each visit
"""

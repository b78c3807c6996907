"""The server's side of kernels: starting, owning, limiting and ending them."""

"""Who is here: codes, the choice on return, and what is kept about a person."""

"""What stands beside a rating: evidence, practice, earlier states and rating anew."""

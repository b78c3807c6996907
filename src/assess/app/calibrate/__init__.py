"""Practice before rating: made-up cases, the key to each, and one's own lean. Changes no answer."""

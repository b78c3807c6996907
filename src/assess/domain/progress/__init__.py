"""How a person carries out a plan: weekly block, check-ins, activities done and their hours."""

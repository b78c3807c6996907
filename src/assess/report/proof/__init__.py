"""What people show to others: a portfolio, stories, the case for a role, a page for a manager."""

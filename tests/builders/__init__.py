"""What tests are made of: models, answers, plans and pages, built by hand and small."""

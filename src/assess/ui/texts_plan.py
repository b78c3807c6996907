"""The plan step's own words. What the model says comes from its file."""

TITLE = "Your learning plan"
LEAD = (
    "The plan with the most progress towards the role you want that fits your hours. Hours are "
    "estimates of effort, made by the authors of the activities."
)
MAKE = "Make my plan"
COMPUTING = "Computing your plan…"
NO_PLAN_YET = "Set your hours and dates, then press the button: the plan takes a moment to compute."
OLD_PLAN = (
    "Your answers changed after this plan was made. Make the plan again to bring it up to date."
)
NO_PLAN_TO_TAKE = "There is no plan yet: make one in step 3, then take it with you."

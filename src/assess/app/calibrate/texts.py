"""The words of the practice cases. The cases themselves come from the model's file."""

OFFER = "Practise on {cases} first ({minutes})"

CALIBRATE = {
    "case": "Practice case {number} of {all}: {skill}",
    "lead": (
        "These people are made up. Each case was written for one level, the key. Nothing that you "
        "choose here is saved, and no rating changes."
    ),
    "choose": "Which description fits best?",
    "check": "Check my choice",
    "none": "Pick a description first.",
    "wait": "One moment…",
    "same": "You chose {mine}, the same as the key.",
    "other": "You chose {mine}. The key is {key}.",
    "because": "What decides:",
    "key": "The key: {key}",
    "mine": "Your choice: {mine}",
    "next": "Next case",
    "again": "Practise again",
    "stop": "Stop practising",
    "close": "Done practising",
}

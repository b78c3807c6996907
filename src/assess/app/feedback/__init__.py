"""Ask others how they see some skills, answer such questions, and show what others see."""

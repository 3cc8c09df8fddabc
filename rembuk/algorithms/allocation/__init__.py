"""Money to projects: proportional rules, exact winners, and what a result owes those who lost."""

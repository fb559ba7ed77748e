"""What comes after silence or a refusal: the follow-up to Meta, the complaint to an authority."""

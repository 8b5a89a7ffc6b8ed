//! Sums as newspapers shorten them: "£5m" is read as "£5 million", "a 10bn loan" as "a 10 billion loan".

/// The form of a token as the tagger and the parser are to see it.
pub fn spelled_out<F: AsRef<str>>(forms: &[F], at: usize) -> &str {
    let form = forms[at].as_ref();
    let is_number = |form: &str| form.starts_with(|first: char| first.is_ascii_digit());
    if at == 0 || !is_number(forms[at - 1].as_ref()) {
        return form;
    }
    match form {
        "m" | "mn" => "million",
        "bn" => "billion",
        "tn" | "trn" => "trillion",
        form => form,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_after_a_number() {
        assert_eq!(spelled_out(&["£", "5", "m"], 2), "million");
        assert_eq!(spelled_out(&["1.2", "bn"], 1), "billion");
        assert_eq!(spelled_out(&["I", "'", "m"], 2), "m");
        assert_eq!(spelled_out(&["m"], 0), "m");
    }
}

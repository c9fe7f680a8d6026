//! Numbers as YAML's JSON schema and JavaScript write them.

/// Reads a whole number: decimal, or `0b`, `0o`, `0x`.
pub(super) fn integer(text: &str) -> Option<f64> {
    let (sign, digits) = signed(text);
    let (radix, digits) = match digits.get(..2) {
        Some("0b") => (2, digits.get(2..)?),
        Some("0o") => (8, digits.get(2..)?),
        Some("0x") => (16, digits.get(2..)?),
        _ => (10, digits),
    };
    if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
        return None;
    }
    let value = match radix {
        10 => digits.parse().ok()?,
        _ => digits.chars().filter_map(|c| c.to_digit(radix)).fold(0.0, |n, d| n * f64::from(radix) + f64::from(d)),
    };
    value.is_finite().then_some(sign * value)
}

/// Reads a number with a point or an exponent, `.inf` or `.nan`. A number that begins with its point has no sign.
pub(super) fn float(text: &str) -> Option<f64> {
    let (sign, body) = signed(text);
    match body {
        ".inf" | ".Inf" | ".INF" => return Some(sign * f64::INFINITY),
        ".nan" | ".NaN" | ".NAN" => return (body == text).then_some(f64::NAN),
        _ => {}
    }
    if body.starts_with('.') && body != text || !body.ends_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let (mantissa, exponent) = body.split_once(['e', 'E']).unwrap_or((body, "0"));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = signed(exponent).1;
    let incomplete = exponent.is_empty() || whole.is_empty() && part.is_empty();
    if incomplete || !digits(whole) || !digits(part) || !digits(exponent) {
        return None;
    }
    body.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| sign * n)
}

fn signed(text: &str) -> (f64, &str) {
    match text.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// Writes a number as JavaScript does: plainly between 10^-6 and 10^21, else with an exponent.
pub(super) fn shown(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".to_owned() } else { "-Infinity".to_owned() };
    }
    let size = number.abs();
    if number == 0.0 {
        "0".to_owned()
    } else if (1e-6..1e21).contains(&size) || number.is_nan() {
        format!("{number}")
    } else {
        let text = format!("{number:e}");
        if text.contains("e-") { text } else { text.replace('e', "e+") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_number() {
        for (text, number) in
            [("12", 12.0), ("-0", 0.0), ("+1", 1.0), ("0x1F", 31.0), ("0o17", 15.0), ("0b11", 3.0), ("01", 1.0)]
        {
            assert_eq!(integer(text), Some(number), "{text}");
        }
        for (text, number) in [("1.", 1.0), (".5", 0.5), ("1e3", 1000.0), ("-1.50", -1.5), (".inf", f64::INFINITY)] {
            assert_eq!(float(text), Some(number), "{text}");
        }
        for text in ["", "-", "1_000", "0x", "0xg", "-.5", "1e", "e1", "1e400", ".", "1.2.3", "1e+", "inf", "-.nan"] {
            assert_eq!((integer(text), float(text)), (None, None), "{text}");
        }
    }

    #[test]
    fn numbers_are_written_as_in_javascript() {
        for (number, text) in [
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (1.5e-7, "1.5e-7"),
            (0.1, "0.1"),
            (-0.0, "0"),
            (f64::NEG_INFINITY, "-Infinity"),
        ] {
            assert_eq!(shown(number), text);
        }
    }
}

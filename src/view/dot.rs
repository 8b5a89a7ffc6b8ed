//! Graphviz's own drawing, for those who have it: runs the `dot` program.

use std::io::{ErrorKind, Write};
use std::process::{Command, Stdio};
use std::thread;

use crate::{Error, Result};

/// Lets `dot` from the path draw a graph in DOT as `format`: svg, png, pdf and what else it knows.
pub fn render_with_dot(dot: &str, format: &str) -> Result<Vec<u8>> {
    run("dot", dot, format)
}

fn run(program: &str, dot: &str, format: &str) -> Result<Vec<u8>> {
    if format.is_empty() || !format.chars().all(|c| c.is_ascii_alphanumeric() || "-_.:".contains(c)) {
        return Err(Error::Input(format!("`{format}` is no output format of dot; `dot -T?` lists them")));
    }
    let mut child = Command::new(program)
        .arg(format!("-T{format}"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|reason| not_run(&reason))?;
    // Written from another thread: dot may begin to answer before it has read all.
    let (input, text) = (child.stdin.take(), dot.to_owned());
    let writer = thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(text.as_bytes())));
    let output = child.wait_with_output().map_err(|reason| Error::Input(format!("dot broke off: {reason}")))?;
    let written = writer.join();
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(Error::Input(format!("dot could not draw the graph: {}", said.trim())));
    }
    match written {
        Ok(Ok(())) => Ok(output.stdout),
        _ => Err(Error::Input("dot did not read the whole graph".to_owned())),
    }
}

fn not_run(reason: &std::io::Error) -> Error {
    if reason.kind() == ErrorKind::NotFound {
        let message = "the `dot` program is not there; install Graphviz (Debian and Ubuntu: `apt-get install graphviz`, macOS: \
                       `brew install graphviz`), or leave the engine out to draw without it";
        return Error::Input(message.to_owned());
    }
    Error::Input(format!("cannot run dot: {reason}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_dot_the_error_says_what_to_install() {
        let error = run("no-such-program-as-this", "digraph {}", "svg").unwrap_err();
        assert!(error.to_string().contains("apt-get install graphviz"), "{error}");
    }

    #[test]
    fn a_format_is_no_other_option() {
        assert!(render_with_dot("digraph {}", "svg -o/tmp/x").is_err());
        assert!(render_with_dot("digraph {}", "").is_err());
    }

    #[test]
    fn dot_draws_where_it_is_installed() {
        match render_with_dot("digraph { a -> b }", "svg") {
            Ok(svg) => assert!(String::from_utf8_lossy(&svg).contains("</svg>")),
            Err(error) => assert!(error.to_string().contains("install Graphviz"), "{error}"),
        }
    }
}

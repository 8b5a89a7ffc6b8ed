//! Has the binary built anew when a file of `data/` comes or goes: the data is part of it.

fn main() {
    println!("cargo:rerun-if-changed=data");
}

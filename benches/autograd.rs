//! Forward and backward over the whole loss of micrograd's demo: on the tape,
//! and on a graph of `Rc<RefCell<…>>` nodes walked recursively, as scalar
//! autograd in Rust is often written.
//!
//! `cargo bench --package gradswarm-benches --bench autograd` prints nanoseconds a
//! value of both and their ratio, then divan's table.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use divan::{Bencher, counter::ItemsCount};
use gradswarm::{
    autograd::{Op, Tape, ValueId},
    nn::{DEFAULT_SEED, Program, programs},
};
use pointers::Node;

const SAMPLES: usize = 100;

fn main() {
    compare();
    divan::main();
}

fn moons() -> Program {
    programs::moons(SAMPLES, DEFAULT_SEED).expect("a good number of samples")
}

/// Forward and backward on the tape.
fn replay(program: &mut Program) {
    program.tape.forward();
    program.tape.backward(program.roots[0]);
    black_box(&program.tape);
}

/// The same computation with pointers, its gradients compared with the tape's.
fn checked_graph(program: &Program) -> Node {
    let (root, nodes) = pointers::copy(&program.tape, program.roots[0]);
    pointers::forward_backward(&root);
    for id in program.tape.ids() {
        let (node, tape) = (nodes[id.index()].borrow(), &program.tape);
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
        assert!(
            close(node.data, tape.data(id)) && close(node.grad, tape.grad(id).unwrap_or(0.0)),
            "{id} differs"
        );
    }
    root
}

/// Times both in turns, so that both meet the same weather, and prints the best of each.
fn compare() {
    let mut program = moons();
    let root = checked_graph(&program);
    let values = program.tape.len() as f64;
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    let (mut tape, mut graph) = (Duration::MAX, Duration::MAX);
    for _ in 0..30 {
        tape = tape.min(time(&mut || replay(&mut program)));
        graph = graph.min(time(&mut || pointers::forward_backward(&root)));
    }
    let each = |time: Duration| time.as_secs_f64() * 1e9 / values;
    println!("forward + backward over {values} values, best of 30");
    println!("  tape        {:8.2} ns a value", each(tape));
    println!("  Rc<RefCell> {:8.2} ns a value", each(graph));
    println!("  ratio       {:8.1}", each(graph) / each(tape));
}

#[divan::bench]
fn tape(bencher: Bencher) {
    let mut program = moons();
    let values = program.tape.len();
    bencher
        .counter(ItemsCount::new(values))
        .bench_local(|| replay(&mut program));
}

#[divan::bench]
fn rc_refcell(bencher: Bencher) {
    let program = moons();
    let root = checked_graph(&program);
    let values = program.tape.len();
    bencher
        .counter(ItemsCount::new(values))
        .bench_local(|| pointers::forward_backward(&root));
}

#[divan::bench]
fn seed_round(bencher: Bencher) {
    let mut program = programs::seed(DEFAULT_SEED);
    bencher
        .counter(ItemsCount::new(program.tape.len()))
        .bench_local(|| program.train_round());
}

/// The usual way: nodes behind `Rc<RefCell<…>>`, a recursive topological sort.
mod pointers {
    use std::{cell::RefCell, collections::HashSet, rc::Rc};

    use super::{Op, Tape, ValueId};

    pub type Node = Rc<RefCell<Inner>>;

    pub struct Inner {
        pub data: f64,
        pub grad: f64,
        op: Op,
        inputs: Vec<Node>,
    }

    /// Copies a tape up to `root`.
    pub fn copy(tape: &Tape, root: ValueId) -> (Node, Vec<Node>) {
        let mut nodes: Vec<Node> = Vec::new();
        for id in tape.ids() {
            let inputs = tape
                .inputs(id)
                .into_iter()
                .map(|input| Rc::clone(&nodes[input.index()]))
                .collect();
            nodes.push(Rc::new(RefCell::new(Inner {
                data: tape.data(id),
                grad: 0.0,
                op: tape.op(id),
                inputs,
            })));
        }
        (Rc::clone(&nodes[root.index()]), nodes)
    }

    /// Every value after its inputs.
    fn sorted(root: &Node) -> Vec<Node> {
        fn visit(node: &Node, seen: &mut HashSet<*const RefCell<Inner>>, order: &mut Vec<Node>) {
            if seen.insert(Rc::as_ptr(node)) {
                for input in &node.borrow().inputs {
                    visit(input, seen, order);
                }
                order.push(Rc::clone(node));
            }
        }
        let (mut seen, mut order) = (HashSet::new(), Vec::new());
        visit(root, &mut seen, &mut order);
        order
    }

    /// Both passes. Sorts only once, though micrograd's ports build the graph
    /// for every forward pass: the ports are measured at their best.
    pub fn forward_backward(root: &Node) {
        let order = sorted(root);
        forward(&order);
        backward(root, &order);
    }

    /// Recomputes every value from its inputs.
    fn forward(order: &[Node]) {
        for node in order {
            let data = {
                let node = node.borrow();
                let input = |operand: usize| node.inputs[operand].borrow().data;
                match node.op {
                    Op::Leaf => node.data,
                    Op::Add => input(0) + input(1),
                    Op::Mul => input(0) * input(1),
                    Op::Pow(exponent) => libm::pow(input(0), exponent),
                    Op::Relu => input(0).max(0.0),
                    Op::Tanh => libm::tanh(input(0)),
                    Op::Exp => libm::exp(input(0)),
                    Op::Log => libm::log(input(0)),
                }
            };
            node.borrow_mut().data = data;
        }
    }

    /// The gradient of `root` by every value that it depends on.
    fn backward(root: &Node, order: &[Node]) {
        for node in order {
            node.borrow_mut().grad = 0.0;
        }
        root.borrow_mut().grad = 1.0;
        for node in order.iter().rev() {
            let node = node.borrow();
            let data = |operand: usize| node.inputs[operand].borrow().data;
            let give = |operand: usize, slope: f64| {
                node.inputs[operand].borrow_mut().grad += slope * node.grad;
            };
            match node.op {
                Op::Leaf => {}
                Op::Add => {
                    give(0, 1.0);
                    give(1, 1.0);
                }
                Op::Mul => {
                    let (left, right) = (data(0), data(1));
                    give(0, right);
                    give(1, left);
                }
                Op::Pow(exponent) => give(0, exponent * libm::pow(data(0), exponent - 1.0)),
                Op::Relu => give(0, f64::from(node.data > 0.0)),
                Op::Tanh => give(0, 1.0 - node.data * node.data),
                Op::Exp => give(0, node.data),
                Op::Log => give(0, 1.0 / data(0)),
            }
        }
    }
}

//! Adam, and the running average of the parameters that the finished model takes.

use crate::text::kernel::Matrix;

const MEAN_DECAY: f32 = 0.9;
const SQUARE_DECAY: f32 = 0.999;
const WEIGHT_DECAY: f32 = 1e-4;
/// The average is brought up to date once in so many steps.
const AVERAGE_EVERY: u32 = 10;
/// How much of the average is kept each time.
const AVERAGE_DECAY: f32 = 0.985;

/// What Adam remembers of each number.
#[derive(Debug, Clone)]
pub struct Optimizer {
    step: u32,
    moments: Vec<Vec<[f32; 2]>>,
    averages: Vec<Vec<f32>>,
}

impl Optimizer {
    /// Begins with these parameters.
    pub fn new(parameters: &[&Matrix]) -> Optimizer {
        Optimizer {
            step: 0,
            moments: parameters.iter().map(|matrix| vec![[0.0; 2]; matrix.values.len()]).collect(),
            averages: parameters.iter().map(|matrix| matrix.values.clone()).collect(),
        }
    }

    /// One step down the gradients, which are zero afterwards. Of a table only the rows that were `touched` are looked at.
    pub fn step(
        &mut self,
        parameters: Vec<&mut Matrix>,
        gradients: Vec<&mut Matrix>,
        touched: &[Option<Vec<usize>>],
        learning_rate: f32,
    ) {
        self.step += 1;
        let mean_scale = learning_rate / (1.0 - MEAN_DECAY.powf(self.step as f32));
        let square_scale = 1.0 / (1.0 - SQUARE_DECAY.powf(self.step as f32));
        let average = self.step.is_multiple_of(AVERAGE_EVERY);
        // Early on the average must not hang on the random start.
        let keep = AVERAGE_DECAY.min(self.step as f32 / (self.step as f32 + 10.0 * AVERAGE_EVERY as f32));
        for (at, (matrix, gradient)) in parameters.into_iter().zip(gradients).enumerate() {
            let columns = matrix.columns;
            let mut update = |from: usize, to: usize| {
                let numbers = matrix.values[from..to].iter_mut().zip(&mut gradient.values[from..to]);
                for ((value, slope), [mean, square]) in numbers.zip(&mut self.moments[at][from..to]) {
                    *mean = MEAN_DECAY * *mean + (1.0 - MEAN_DECAY) * *slope;
                    *square = SQUARE_DECAY * *square + (1.0 - SQUARE_DECAY) * *slope * *slope;
                    let change = mean_scale * *mean / ((*square * square_scale).sqrt() + 1e-8);
                    *value -= change + learning_rate * WEIGHT_DECAY * *value;
                    *slope = 0.0;
                }
            };
            match &touched[at] {
                None => update(0, columns * matrix.rows),
                Some(rows) => rows.iter().for_each(|row| update(row * columns, (row + 1) * columns)),
            }
            if average {
                for (average, value) in self.averages[at].iter_mut().zip(&matrix.values) {
                    *average = keep * *average + (1.0 - keep) * value;
                }
            }
        }
    }

    /// Puts the averages in the parameters' place.
    pub fn write_averages(&self, parameters: Vec<&mut Matrix>) {
        for (matrix, average) in parameters.into_iter().zip(&self.averages) {
            matrix.values.copy_from_slice(average);
        }
    }
}
